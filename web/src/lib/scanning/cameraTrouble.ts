/** Why there is no picture: permission refused, no camera at all, or it would not start. */
export type CameraTrouble = 'refused' | 'missing' | 'failed';
export class CameraError extends Error {
  readonly trouble: CameraTrouble;

  constructor(trouble: CameraTrouble) {
    super(trouble);
    this.name = 'CameraError';
    this.trouble = trouble;
  }
}
