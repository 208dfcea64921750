import { Problem } from '../../domain/problem.ts';

export type StreamLimits = { ofSession: number; ofNetwork: number };
type Caller = { session: string; network: string };

/**
 * The open streams. One more than a session may have closes the session's oldest stream: the newest tab is the one in
 * view, and a lost connection cannot block it for minutes. A network at its limit is refused (rate.limited).
 */
export function openStreams(limits: StreamLimits): (caller: Caller, close: () => void) => () => void {
  const bySession = new Map<string, Set<() => void>>();
  const byNetwork = new Map<string, Set<() => void>>();

  return ({ session, network }, close) => {
    if ((byNetwork.get(network)?.size ?? 0) >= limits.ofNetwork)
      throw new Problem('rate.limited', { retryAfterSeconds: 5 });
    const own = setOf(bySession, session);
    const [oldest] = own;
    function leave(): void {
      remove(bySession, session, end);
      remove(byNetwork, network, end);
    }
    function end(): void {
      leave();
      close();
    }
    if (own.size >= limits.ofSession) oldest?.();
    setOf(bySession, session).add(end);
    setOf(byNetwork, network).add(end);
    return leave;
  };
}

function setOf(sets: Map<string, Set<() => void>>, key: string): Set<() => void> {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set);
  return set;
}

function remove(sets: Map<string, Set<() => void>>, key: string, one: () => void): void {
  const set = sets.get(key);
  set?.delete(one);
  if (set?.size === 0) sets.delete(key);
}
