// The types of processes under the names that these pages use.
export type {
  CatalogChartBox as ChartBox,
  CatalogChartEdge as ChartEdge,
  CatalogChartPoint as ChartPoint,
  CatalogChartShape as ChartShape,
  CatalogFlowchart as Flowchart,
  CatalogModelFinding as ModelFinding,
  CatalogModelView as ModelView,
  CatalogProcessTrial as ProcessTrial,
  CatalogTriedProcess as TriedProcess,
} from '@/core/api.gen';
