/** Why there is no picture: permission refused, no camera, or the camera did not start. */
export type CameraFailure = 'refused' | 'missing' | 'failed';
export class CameraError extends Error {
  readonly failure: CameraFailure;

  constructor(failure: CameraFailure) {
    super(failure);
    this.name = 'CameraError';
    this.failure = failure;
  }
}
