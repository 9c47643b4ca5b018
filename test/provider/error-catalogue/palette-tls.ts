import { type ServerOptions } from 'node:https';
import { type Certificate, type CertificateWishes, issueCertificate } from '../../support/certificates';
import { HttpAnswers } from '../../support/http-answers';
import { startTcpServer } from '../../support/odd-server';
import { type ErrorCase } from './error-case';
import { NAME, read } from './any-request';

interface Setting {
  /** Of the certificate of Palette. */
  readonly wishes?: Partial<CertificateWishes>;
  /** What Palette sends besides its own certificate, and what the provider is given, of the authorities above it. */
  readonly sends?: 'root';
  readonly trusts?: 'root' | 'intermediate' | 'nothing';
  readonly options?: ServerOptions;
  readonly isSelfSigned?: true;
}

/** Palette behind TLS. An intermediate authority signs its certificate where the provider is given only that one. */
const secured = (when: string, setting: Setting): ErrorCase => ({
  when,
  provoke: async (world) => {
    const { wishes, sends, trusts = 'root', options, isSelfSigned } = setting;
    const root = await issueCertificate({ name: 'House CA', isAuthority: true });
    const intermediate = await issueCertificate({ name: 'House CA 2', isAuthority: true, issuer: root });
    const issuer = isSelfSigned ? undefined : trusts === 'intermediate' ? intermediate : root;
    const own = await issueCertificate({ name: NAME, issuer, ...wishes });
    const cert = sends === 'root' ? `${own.certificate}\n${root.certificate}` : own.certificate;
    const server = world.keep(await HttpAnswers.start({ cert, key: own.key, ...options }));
    world.names.set(`127.0.0.1:${server.port}`, NAME);
    const given: Readonly<Record<typeof trusts, Certificate | undefined>> = { root, intermediate, nothing: undefined };
    return read(world, { host: server.url, ca_certificate: given[trusts]?.certificate ?? null });
  },
});

/** What can be wrong with a certificate or a handshake. */
export const PALETTE_TLS: readonly ErrorCase[] = [
  secured('The authority that signed the certificate of Palette is not known here.', { trusts: 'nothing' }),
  secured('The certificate of Palette is self-signed.', { trusts: 'nothing', isSelfSigned: true }),
  secured('Palette, or a proxy that opens TLS connections, sends a root certificate that is not known here.', {
    trusts: 'nothing',
    sends: 'root',
  }),
  secured('The certificate of an intermediate authority was given, without its root.', { trusts: 'intermediate' }),
  secured('The certificate of Palette has expired.', { wishes: { validFromDay: -9, validToDay: -8 } }),
  secured('The certificate of Palette is not valid yet.', { wishes: { validFromDay: 8, validToDay: 9 } }),
  secured('The certificate is for another host name.', { wishes: { hosts: ['other.example.com'] } }),
  secured('The server speaks only old versions of TLS.', {
    options: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
  }),
  {
    when: 'The port does not speak TLS.',
    provoke: async (world) => read(world, { host: `https://127.0.0.1:${world.palette.port}` }),
  },
  {
    when: 'The connection is cut before it is ready, by a firewall for example.',
    provoke: async (world) => {
      const server = world.keep(await startTcpServer((socket) => socket.once('data', () => socket.end())), NAME);
      return read(world, { host: `https://${server.host}` });
    },
  },
];
