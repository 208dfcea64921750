import { describe } from 'vitest';
import { queueStores } from '../testing/queueStores.ts';
import { recoveryCases } from '../testing/recoveryCases.ts';

describe.runIf(queueStores().includes('redis'))('with the queue in redis', () => recoveryCases('redis'));
