import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Endings of files that take longest. When one of them begins last, the run waits for it on one core while the other idles. */
const slowest = ['.queue.test.ts', 'start.http.test.ts'];

/** Vitest's own order, with the slowest files first. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => slowest.some((end) => moduleId.endsWith(end));
    return (await super.sort(files)).sort((a, b) => Number(rank(b)) - Number(rank(a)));
  }
}
