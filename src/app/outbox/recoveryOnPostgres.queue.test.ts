import { describe } from 'vitest';
import { recoveryCases } from '../../testing/recovery/recoveryCases.ts';

describe('with the queue in postgres', () => recoveryCases('postgres'));
