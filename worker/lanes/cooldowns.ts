export type Cooldowns = {
  /** Starts a cooldown of the chain. It applies here at once, and at other workers after their next refresh. */
  add(chain: string): void;
  has(chain: string): boolean;
  /** Reads the chains that cool down now. */
  refresh(): Promise<void>;
};

export type CooldownStore = {
  save(chain: string): Promise<void>;
  /** The ids of the chains that cool down now. */
  load(): Promise<readonly string[]>;
  onError(error: Error): void;
};

/** Chains that print in the slow lane; the store keeps them for all workers. */
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
      // A cooldown that was saved during the read may be missing in its result.
      cooling = new Set([...loaded, ...beforeLoading, ...saving]);
    },
  };
}

/** Cooldowns of this process only; they end with it. */
export function cooldownsInMemory(): Cooldowns {
  const chains = new Set<string>();
  return openCooldowns({
    save: async (chain) => void chains.add(chain),
    load: async () => [...chains],
    onError: () => {},
  });
}
