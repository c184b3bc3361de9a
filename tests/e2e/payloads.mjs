// Texts that want to be something else: markup, addresses that run, templates, breaks out of attributes, comments, styles
// and scripts. Each would set `window.hit` or leave an element behind that nobody of ours makes. Collected by kind, so that
// what is missing can be seen.
export const kPayloads = [
  // scripts
  '<script>window.hit=1</script>', '<ScRiPt>window.hit=1</sCrIpT>', '<script src=data:,window.hit=1></script>', '<script/x>window.hit=1</script>',
  '<script\n>window.hit=1</script>', '</script><script>window.hit=1</script>', '<svg><script>window.hit=1</script></svg>',
  '<script type=module>window.hit=1</script>', '<noscript><p title="</noscript><img src=x onerror=window.hit=1>">',
  // handlers
  '<img src=x onerror=window.hit=1>', '<img/src=x/onerror=window.hit=1>', '<img src=`x`onerror=window.hit=1>', '<img src="x" onerror="window.hit=1"//',
  '<body onload=window.hit=1>', '<input autofocus onfocus=window.hit=1>', '<details open ontoggle=window.hit=1>', '<video><source onerror=window.hit=1>',
  '<audio src=x onerror=window.hit=1>', '<marquee onstart=window.hit=1>', '<select autofocus onfocus=window.hit=1>', '<textarea autofocus onfocus=window.hit=1>',
  '<a onmouseover=window.hit=1 style=position:fixed;inset:0>x', '<div onpointerenter=window.hit=1 style=position:fixed;inset:0>x',
  '<p style=animation:breathe onanimationstart=window.hit=1>', '<iframe onload=window.hit=1>', '<object data=x onerror=window.hit=1>',
  // drawings and formulas
  '<svg onload=window.hit=1>', '<svg><animate onbegin=window.hit=1 attributeName=x dur=1s>', '<svg><set attributeName=onmouseover to=window.hit=1>',
  '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg onload=window.hit=1>#x"></svg>', '<svg><foreignObject><iframe srcdoc=x></foreignObject>',
  '<math><mtext></p><img src=x onerror=window.hit=1></math>', '<svg><a xlink:href="javascript:window.hit=1"><text y=20>x</text></a>',
  '<svg><style><img src=x onerror=window.hit=1></style>',
  // frames, forms and what changes the whole page
  '<iframe src="javascript:parent.hit=1">', '<iframe srcdoc="<script>parent.hit=1</script>">', '<embed src="javascript:window.hit=1">', '<object data="javascript:window.hit=1">',
  '<base href="https://evil.example/">', '<meta http-equiv=refresh content="0;url=javascript:window.hit=1">', '<link rel=stylesheet href="data:text/css,*{display:none}">',
  '<form action="javascript:window.hit=1"><button>x', '<button formaction="javascript:window.hit=1">x', '<style>*{display:none}</style>', '<plaintext>', '<!--<img src="--><img src=x onerror=window.hit=1>">',
  // addresses that run
  '<a href="javascript:window.hit=1">x</a>', '<a href="jav&#x09;ascript:window.hit=1">x</a>', '<a href="&#106;avascript:window.hit=1">x</a>', '<a href=" javascript:window.hit=1">x</a>',
  '<a href="data:text/html,<script>opener.hit=1</script>">x</a>', '[x](javascript:window.hit=1)', '[x](data:text/html,<script>window.hit=1</script>)', '[x](//evil.example)',
  // out of attributes, titles, comments and scripts
  '"><svg onload=window.hit=1>', "'><svg onload=window.hit=1>", '" autofocus onfocus=window.hit=1 x="', "' onmouseover=window.hit=1 x='", '</textarea></title><iframe srcdoc="<script>parent.hit=1</script>">',
  '</style><script>window.hit=1</script>', '--><script>window.hit=1</script>', ']]><script>window.hit=1</script>', "'-alert(1)-'", '"-alert(1)-"', '\\"-alert(1)//', '`${alert(1)}`',
  // templates and objects
  "{{constructor.constructor('alert(1)')()}}", '{{$root.$emit.constructor("window.hit=1")()}}', '${window.hit=1}', '<%= window.hit=1 %>', '#{window.hit=1}', '{{7*7}}[[7*7]]', '@:{hit}|{count}',
  '__proto__[hit]=1', '{"__proto__":{"hit":1}}', '<form id=announcer><input name=textContent>', '<img name=getElementById>',
  // characters
  '＜script＞window.hit=1＜/script＞', '\u202e<script>window.hit=1</script>', '<scr\u200bipt>window.hit=1</scr\u200bipt>', '&lt;script&gt;window.hit=1&lt;/script&gt;', '%3Cscript%3Ewindow.hit=1%3C/script%3E', '\\u003cscript\\u003ewindow.hit=1\\u003c/script\\u003e',
];
