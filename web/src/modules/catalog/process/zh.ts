// The words of bpmn-js in Chinese. What is not here stays as it is.
const kWords: Record<string, string> = {
  'Activate hand tool': '移动画布', 'Activate lasso tool': '框选', 'Activate create/remove space tool': '增减空间', 'Activate global connect tool': '连线',
  'Create start event': '开始事件', 'Create intermediate/boundary event': '中间事件', 'Create end event': '结束事件', 'Create gateway': '网关', 'Create task': '任务',
  'Create expanded sub-process': '子流程', 'Create data object reference': '数据对象', 'Create data store reference': '数据存储', 'Create pool/participant': '泳池', 'Create group': '分组',
  'Append end event': '接结束事件', 'Append gateway': '接网关', 'Append task': '接任务', 'Append intermediate/boundary event': '接中间事件', 'Append {type}': '接{type}', 'Add text annotation': '注释',
  'Change element': '更换类型', 'Connect to other element': '连到其他元素', 'Connect using association': '关联', Delete: '删除', Remove: '删除', 'Add lane above': '上方加泳道', 'Add lane below': '下方加泳道',
  'Divide into two lanes': '分为两条泳道', 'Divide into three lanes': '分为三条泳道', 'Set color': '颜色', 'Toggle non-interrupting': '是否打断', 'Sequential multi-instance': '顺序多实例', 'Parallel multi-instance': '并行多实例', Loop: '循环',
  Task: '任务', 'User task': '人工任务', 'Service task': '自动任务', 'Script task': '脚本任务', 'Business rule task': '规则任务', 'Send task': '发送任务', 'Receive task': '接收任务', 'Manual task': '线下任务', 'Call activity': '调用流程',
  'Exclusive gateway': '排他网关', 'Parallel gateway': '并行网关', 'Inclusive gateway': '包容网关', 'Event-based gateway': '事件网关', 'Complex gateway': '复杂网关', 'Start event': '开始事件', 'End event': '结束事件',
  'Timer start event': '定时开始', 'Message start event': '消息开始', 'Timer intermediate catch event': '定时等待', 'Message intermediate catch event': '等待消息', 'Message intermediate throw event': '发出消息',
  'Timer boundary event': '定时边界', 'Message boundary event': '消息边界', 'Error boundary event': '错误边界', 'Terminate end event': '终止', 'Error end event': '错误结束', 'Message end event': '消息结束',
  'Sub-process (collapsed)': '子流程（收起）', 'Sub-process (expanded)': '子流程（展开）', 'Event sub-process': '事件子流程', Transaction: '事务', 'Ad-hoc sub-process (expanded)': '即席子流程', 'Sequence flow': '顺序流', 'Default flow': '默认流', 'Conditional flow': '条件流',
  'Search in diagram': '在图中查找', Search: '查找', 'No matching elements found': '没有找到', 'Open {element}': '打开{element}',
};

export function translate(template: string, given: Record<string, string> = {}): string {
  return (kWords[template] ?? template).replace(/\{([^}]+)\}/g, (whole, key: string) => (key in given ? translate(given[key]) : whole));
}
