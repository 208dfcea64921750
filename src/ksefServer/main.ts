import { startKsefServer } from './server.ts';

/** `npm run ksef-server`: a KSeF of one's own on PORT (default 4300), kept in STATE_FILE if there is one. */
const port = Number(process.env['PORT'] ?? 4300);
const stateFile = process.env['STATE_FILE'];
const nip = process.env['NIP'] ?? '9999999999';
const server = await startKsefServer({ port, ...(stateFile !== undefined && { stateFile }) });
const { token } = server.control.registerContext(nip, process.env['TOKEN']);
const { serialNumber, certificatePem, privateKeyPem } = await server.control.enrolCertificate(nip, 'Authentication');
const offline = await server.control.enrolCertificate(nip, 'Offline');

console.log(`Local KSeF server: ${server.url}
Public keys:       ${server.url}/security/public-key-certificates
NIP:               ${nip} (another one: NIP=…)
KSeF token:        ${token} (one of your own: TOKEN=…)

Certificate of type Authentication, ${serialNumber}:
${certificatePem}${privateKeyPem}
Certificate of type Offline, ${offline.serialNumber}:
${offline.certificatePem}${offline.privateKeyPem}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void server.close());
}
