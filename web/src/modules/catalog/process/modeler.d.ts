declare module 'dmn-js/lib/Modeler' {
  export default class Modeler {
    constructor(options: Record<string, unknown>);
    importXML(xml: string): Promise<{ warnings: unknown[] }>;
    saveXML(options?: { format?: boolean }): Promise<{ xml: string }>;
    getViews(): { id: string; name?: string; type: string; element: { id: string; name?: string } }[];
    open(view: unknown): Promise<unknown>;
    on(event: string, listener: () => void): void;
    getActiveViewer(): { on(event: string, listener: () => void): void } | undefined;
    destroy(): void;
  }
}
