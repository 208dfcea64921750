import { ksefConnection } from '../../ksef/environments.ts';
import { openKsefAnswers } from '../../ksef/testing/ksefAnswers.ts';
import { aCertificate } from '../certificates.ts';

const until = '2099-01-01T00:00:00Z';
const token = { token: 'token', validUntil: until };
const begun = { status: 202, json: { referenceNumber: 'AU-1', authenticationToken: token } };

/** A KSeF that accepts every certificate, and every token until `refuse(true)`. */
export async function startKsef() {
  const { der } = aCertificate();
  const isRefused = { next: false };
  const server = await openKsefAnswers({
    'GET /security/public-key-certificates': () => ({
      json: [
        {
          certificate: der.toString('base64'),
          ...{ certificateId: 'c', publicKeyId: 'k', validFrom: '2020-01-01T00:00:00Z', validTo: until },
          usage: ['KsefTokenEncryption', 'SymmetricKeyEncryption'],
        },
      ],
    }),
    'POST /auth/challenge': () => ({ json: { challenge: 'CR-1', timestamp: until, timestampMs: 1 } }),
    'POST /auth/ksef-token': () => begun,
    'POST /auth/xades-signature': () => begun,
    'GET /auth/AU-1': () => ({
      json: {
        status: isRefused.next ? { code: 450, description: 'Nieprawidłowy token' } : { code: 200, description: '' },
      },
    }),
    'POST /auth/token/redeem': () => ({ json: { accessToken: token, refreshToken: token } }),
  });
  return {
    connection: ksefConnection(server.api.url),
    refuse: (refused: boolean) => {
      isRefused.next = refused;
    },
    close: server.close,
  };
}
