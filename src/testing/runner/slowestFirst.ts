import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that wait much. Begun last, one of them would keep a whole run while the other core idles. */
const slowest = ['.queue.test.ts', 'start.http.test.ts'];

/** Vitest's own order, but those first. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => slowest.some((end) => moduleId.endsWith(end));
    return (await super.sort(files)).sort((a, b) => Number(rank(b)) - Number(rank(a)));
  }
}
