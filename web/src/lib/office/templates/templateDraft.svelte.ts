import type { TemplateError, TemplateKind, TemplateOut } from '../../../../../src/contract/templates.ts';
import { ApiProblem } from '../../shared/api.ts';
import { publish, readTemplate, rollBack, saveDraft } from '../officeCalls.ts';
import type { OfficeSession } from '../session.svelte.ts';
import { Preview } from './preview.svelte.ts';

const quietMs = 800;

/** One kind of template in the editor: its text is saved automatically, and a saved text without errors is previewed. */
export class TemplateDraft {
  readonly kind: TemplateKind;
  readonly preview: Preview;
  state = $state<'idle' | 'loading' | 'ready' | 'failed'>('idle');
  saving = $state<'saved' | 'dirty' | 'saving' | 'failed' | 'stale'>('saved');
  /** The time of the last save by this page; empty before the first. */
  savedAt = $state('');
  source = $state('');
  errors = $state.raw<TemplateError[]>([]);
  problem = $state.raw<unknown>();
  versions = $state.raw<TemplateOut['versions']>([]);
  publishedVersion = $state(0);
  unprinted = $state.raw<TemplateOut['unprinted']>([]);
  /** True when the saved text differs from the published one. */
  draft = $state(false);
  /** The text that was replaced when two people saved; empty when none was. It is kept until the page is left. */
  other = $state('');
  #session: OfficeSession;
  #revision = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(session: OfficeSession, kind: TemplateKind) {
    this.#session = session;
    this.kind = kind;
    this.preview = new Preview(session, kind);
  }

  async load(): Promise<void> {
    this.state = 'loading';
    try {
      this.#take(await this.#read(), 'all');
      this.state = 'ready';
    } catch (problem) {
      this.#refused(problem);
      this.state = 'failed';
    }
  }

  edit(source: string): void {
    this.source = source;
    if (this.saving !== 'stale') this.#later();
  }

  /** Saves unsaved changes now. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.saving === 'dirty' || this.saving === 'failed') this.#last = this.#last.then(() => this.#save());
    await this.#last;
  }

  /** After somebody else's save: loads their text and keeps this page's text in `other`. */
  async reload(): Promise<void> {
    const mine = this.source;
    await this.load();
    if (this.state === 'ready') this.other = mine;
  }

  /** After somebody else's save: overwrites their text with this page's and keeps theirs in `other`. */
  async overwrite(): Promise<void> {
    try {
      const { revision, source } = await this.#read();
      this.#revision = revision;
      this.other = source;
      this.saving = 'dirty';
    } catch (problem) {
      this.#failed(problem);
      return;
    }
    await this.flush();
  }

  swap(): void {
    const { source } = this;
    this.edit(this.other);
    this.other = source;
  }

  /** Publishes the draft; returns its version, or undefined on failure. */
  async publish(): Promise<number | undefined> {
    await this.flush();
    if (this.saving !== 'saved' || this.errors.length > 0) return undefined;
    return this.#change(() => publish(this.kind, this.#revision));
  }

  async rollBack(version: number): Promise<number | undefined> {
    await this.flush();
    return this.#change(() => rollBack(this.kind, version));
  }

  async #change(call: () => Promise<{ version: number }>): Promise<number | undefined> {
    try {
      const { version } = await this.#session.attempt(call);
      this.#take(await this.#read(), this.draft ? 'facts' : 'all');
      return version;
    } catch (problem) {
      this.#refused(problem);
      return undefined;
    }
  }

  #read(): Promise<TemplateOut> {
    return this.#session.attempt(() => readTemplate(this.kind));
  }

  /** With a draft the text on screen is newer, so it stays with its undo history. */
  #take(read: TemplateOut, what: 'all' | 'facts'): void {
    this.#revision = read.revision;
    this.versions = read.versions;
    this.publishedVersion = read.publishedVersion;
    this.draft = read.draft;
    this.unprinted = read.unprinted;
    this.problem = undefined;
    if (what === 'facts') return;
    clearTimeout(this.#timer);
    this.source = read.source;
    this.#sound(read.errors, read.source);
    this.saving = 'saved';
  }

  async #save(): Promise<void> {
    const { source } = this;
    // The server refuses an empty draft; the text stays until there is a new one.
    if (source === '') return;
    this.saving = 'saving';
    try {
      const saved = await this.#session.attempt(() => saveDraft(this.kind, source, this.#revision));
      this.#revision = saved.revision;
      this.savedAt = new Date().toISOString();
      this.draft = true;
      this.problem = undefined;
      this.#sound(saved.errors, source);
      if (this.source === source) this.saving = 'saved';
      else this.#later();
    } catch (problem) {
      this.#failed(problem);
    }
  }

  #sound(errors: TemplateError[], source: string): void {
    this.errors = errors;
    if (errors.length > 0) this.preview.hold();
    else void this.preview.make(source);
  }

  #later(): void {
    this.saving = 'dirty';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), quietMs);
  }

  #failed(problem: unknown): void {
    this.saving = 'failed';
    this.#refused(problem);
  }

  #refused(problem: unknown): void {
    if (!(problem instanceof ApiProblem)) throw problem;
    this.problem = problem;
    if (problem.code === 'template.stale') this.saving = 'stale';
  }
}
