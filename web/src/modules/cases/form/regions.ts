// A way down the five levels of regions: at each level the places below the one chosen before.
import type { RegionView } from '@/core/types';

export interface RegionStep {
  options: RegionView[];
  chosen: string; // "": none yet
}

type Place = Pick<RegionView, 'region_code' | 'name' | 'has_children'>;

export class RegionWalk {
  steps: RegionStep[] = [];
  failed = false;
  private turn = 0;

  constructor(
    private readonly below: (parent_code: string) => Promise<RegionView[]>,
    private readonly pathTo: (region_code: string) => Promise<Place[]>,
  ) {}

  // From the top to a region that was chosen before; a code that is gone begins anew.
  async begin(code: string): Promise<void> {
    const path = code ? await this.pathTo(code).catch(() => []) : [];
    await this.follow(path.map((place) => place.region_code), 0);
  }

  // A place at one level; what was chosen below it no longer holds. "" goes back to the level above.
  async choose(depth: number, code: string): Promise<void> {
    this.steps = this.steps.slice(0, depth + 1).map((step, at) => (at === depth ? { ...step, chosen: code } : step));
    const place = this.steps[depth]?.options.find((option) => option.region_code === code);
    if (place?.has_children) await this.follow([], depth + 1);
  }

  get code(): string {
    return [...this.steps].reverse().find((step) => step.chosen)?.chosen ?? '';
  }

  // 湖南省娄底市新化县: placeholders of the list of regions are no names of places.
  get name(): string {
    return this.steps
      .map((step) => step.options.find((option) => option.region_code === step.chosen)?.name ?? '')
      .filter((name) => !['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'].includes(name))
      .join('');
  }

  private async follow(codes: string[], depth: number): Promise<void> {
    this.turn += 1;
    const mine = this.turn;
    this.failed = false;
    try {
      const steps = this.steps.slice(0, depth);
      for (;;) {
        const options = await this.below(steps.at(-1)?.chosen ?? '');
        if (mine !== this.turn) return; // somebody chose something else meanwhile
        if (!options.length) break;
        const chosen = options.find((option) => option.region_code === codes[steps.length - depth]);
        steps.push({ options, chosen: chosen?.region_code ?? '' });
        if (!chosen?.has_children) break;
      }
      this.steps = steps;
    } catch {
      if (mine === this.turn) this.failed = true;
    }
  }
}
