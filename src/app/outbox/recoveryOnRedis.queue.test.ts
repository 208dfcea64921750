import { describe } from 'vitest';
import { queueStores } from '../../testing/databases/queueStores.ts';
import { recoveryCases } from '../../testing/recovery/recoveryCases.ts';

describe.runIf(queueStores().includes('redis'))('with the queue in redis', () => recoveryCases('redis'));
