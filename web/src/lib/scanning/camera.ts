import { Html5QrcodeSupportedFormats as Formats, Html5Qrcode } from 'html5-qrcode';
import { CameraError } from './cameraError.ts';
import { installDetector } from './detector.ts';

export type Camera = { id: string; label: string };

export type RunningCamera = {
  /** Id of the camera in use. */
  id: string;
  /** All cameras; browsers reveal their names only after the permission was given. */
  cameras: Camera[];
  hasTorch: boolean;
  light: (on: boolean) => Promise<void>;
  stop: () => Promise<void>;
};

const printed = [
  Formats.CODE_128,
  Formats.CODE_39,
  Formats.EAN_13,
  Formats.ITF,
  Formats.PDF_417,
  Formats.DATA_MATRIX,
  Formats.AZTEC,
];

/**
 * Shows the camera's picture in the element with this id and calls `onText` for every code in it, several times a
 * second. Without `cameraId` uses the back camera. Asks for the permission at most once. Throws CameraError.
 */
export async function startCamera(
  elementId: string,
  options: { legacy: boolean; cameraId?: string | undefined; onText: (text: string) => void },
): Promise<RunningCamera> {
  if (!navigator.mediaDevices?.getUserMedia) throw new CameraError('missing');
  installDetector();
  const reader = new Html5Qrcode(elementId, {
    verbose: false,
    formatsToSupport: options.legacy ? [Formats.QR_CODE, ...printed] : [Formats.QR_CODE],
    experimentalFeatures: { useBarCodeDetectorIfSupported: true },
  });
  // Listing the cameras first, as the library's examples do, would open the camera twice and may ask twice.
  const wanted = options.cameraId ?? { facingMode: 'environment' };
  await reader.start(wanted, { fps: 15, disableFlip: true }, options.onText, undefined).catch(explain);
  return running(reader, await camerasOf());
}

function running(reader: Html5Qrcode, cameras: Camera[]): RunningCamera {
  const torch = reader.getRunningTrackCameraCapabilities().torchFeature();
  let stopped: Promise<void> | undefined;
  return {
    id: reader.getRunningTrackSettings().deviceId ?? '',
    cameras,
    hasTorch: torch.isSupported(),
    light: (on) => torch.apply(on),
    // A found code and the end of the component both stop the camera, and html5-qrcode throws at a second stop.
    stop: () => {
      stopped ??= end(reader);
      return stopped;
    },
  };
}

async function end(reader: Html5Qrcode): Promise<void> {
  if (reader.isScanning) await reader.stop();
  reader.clear();
}

async function camerasOf(): Promise<Camera[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter((device) => device.kind === 'videoinput')
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}

/** html5-qrcode rejects with a sentence that contains the DOMException's name. */
function explain(reason: unknown): never {
  const message = String(reason);
  if (/NotAllowed|Permission|Security/i.test(message)) throw new CameraError('refused');
  if (/NotFound|DevicesNotFound|Overconstrained/i.test(message)) throw new CameraError('missing');
  throw new CameraError('failed');
}
