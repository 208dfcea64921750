export type Cooldowns = {
  /** The chain's work has run into a limit. Known here at once, and to the other workers when they refresh. */
  add(chain: string): void;
  has(chain: string): boolean;
  /** Reads which chains cool down now. */
  refresh(): Promise<void>;
};

export type CooldownStore = {
  save(chain: string): Promise<void>;
  /** The ids of the chains that cool down now. */
  load(): Promise<readonly string[]>;
  onError(error: Error): void;
};

/** Chains that print in the slow lane, as the store keeps them for all workers. */
export function openCooldowns({ save, load, onError }: CooldownStore): Cooldowns {
  const saving = new Set<string>();
  let cooling = new Set<string>();
  return {
    add(chain) {
      cooling.add(chain);
      saving.add(chain);
      save(chain)
        .catch(onError)
        .finally(() => saving.delete(chain));
    },
    has: (chain) => cooling.has(chain),
    async refresh() {
      const beforeLoading = [...saving];
      const loaded = await load();
      // What was saved while the store was read may be missing in the answer.
      cooling = new Set([...loaded, ...beforeLoading, ...saving]);
    },
  };
}

/** Cooldowns that only this process knows, and that end with it. */
export function cooldownsInMemory(): Cooldowns {
  const chains = new Set<string>();
  return openCooldowns({
    save: async (chain) => void chains.add(chain),
    load: async () => [...chains],
    onError: () => {},
  });
}
