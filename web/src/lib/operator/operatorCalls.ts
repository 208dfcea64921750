import type { Static } from 'typebox';
import type { ChainCreated, ChainRow, NewChain, PosKeyCreated } from '../../../../src/contract/chains.ts';
import type { Page } from '../../../../src/contract/common.ts';
import { send } from '../shared/api.ts';

/** The operator console's calls, one function each. All throw ApiProblem. */
export function listChains(query: { q?: string; cursor?: string }): Promise<Page<ChainRow>> {
  return send('/operator/chains', { query });
}

export function createChain(chain: NewChain): Promise<ChainCreated> {
  return send('/operator/chains', { method: 'POST', body: chain });
}

export function setStatus(id: string, status: ChainRow['status']): Promise<Pick<ChainRow, 'id' | 'status'>> {
  const verb = status === 'suspended' ? 'suspend' : 'resume';
  return send(`/operator/chains/${encodeURIComponent(id)}/${verb}`, { method: 'POST' });
}

export function createPosKey(id: string, label: string): Promise<Static<typeof PosKeyCreated>> {
  return send(`/operator/chains/${encodeURIComponent(id)}/keys`, { method: 'POST', body: { label } });
}
