import type { TemplateError, TemplateKind, TemplateOut } from '../../../../../src/contract/templates.ts';
import { ApiProblem } from '../../shared/api.ts';
import { publish, readTemplate, rollBack, saveDraft } from '../officeCalls.ts';
import type { OfficeSession } from '../session.svelte.ts';
import { Preview } from './preview.svelte.ts';

const quietMs = 800;

/** One kind of template while it is edited: its text saves itself, and what is saved and sound is shown as a document. */
export class TemplateDraft {
  readonly kind: TemplateKind;
  readonly preview: Preview;
  state = $state<'idle' | 'loading' | 'ready' | 'failed'>('idle');
  saving = $state<'saved' | 'dirty' | 'saving' | 'failed' | 'stale'>('saved');
  /** When this page last saved; empty before that. */
  savedAt = $state('');
  source = $state('');
  errors = $state.raw<TemplateError[]>([]);
  problem = $state.raw<unknown>();
  versions = $state.raw<TemplateOut['versions']>([]);
  publishedVersion = $state(0);
  unprinted = $state.raw<TemplateOut['unprinted']>([]);
  /** True when what is saved differs from what is in force. */
  draft = $state(false);
  /** The text that gave way when two people saved; empty when none did. It is kept until the page is left. */
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

  /** Saves what is not saved yet, now. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.saving === 'dirty' || this.saving === 'failed') this.#last = this.#last.then(() => this.#save());
    await this.#last;
  }

  /** After somebody else's save: takes theirs; what was here waits in `other`. */
  async reload(): Promise<void> {
    const mine = this.source;
    await this.load();
    if (this.state === 'ready') this.other = mine;
  }

  /** After somebody else's save: puts what is here over theirs, which waits in `other`. */
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

  /** Puts the draft in force; answers its version, or undefined when it could not be. */
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

  /** With a draft the text on the screen is the newer one and stays as it is, undo history and all. */
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
    // The server takes no empty draft; the text that is there stays until there is a new one.
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
