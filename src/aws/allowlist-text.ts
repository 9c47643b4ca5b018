import { type EcrHost } from './ecr-hosts';

type Named = Pick<EcrHost, 'host'>;

/** One host a line; a "*." in front stands for all hosts below. */
export function hostLines(hosts: readonly Named[]): string {
  return hosts.map(({ host }) => `${host}\n`).join('');
}

/**
 * Rules for squid that let clients open TLS tunnels to these hosts, and nothing else. They need no other line of
 * squid.conf, and must stand before the rule that denies the rest.
 *
 * -n: a client may name an IP address in place of a host; without it squid would ask DNS for the name of that address, and
 * believe whoever owns it. In a dstdomain a dot in front stands for all hosts below, and squid refuses lists in which one
 * entry covers another.
 */
export function squidRules(hosts: readonly Named[], title: string): string {
  const names = withoutCovered(hosts).map(({ host }) => `acl amazon_ecr dstdomain -n ${host.replace(/^\*/, '')}\n`);
  return `# ${title}. Include this file in squid.conf, above the line: http_access deny all
${names.join('')}acl amazon_ecr_https port 443
acl amazon_ecr_tunnel method CONNECT
http_access allow amazon_ecr_tunnel amazon_ecr_https amazon_ecr
`;
}

/** Without the repetitions, and without the hosts for which a "*." among the others already stands. */
export function withoutCovered<T extends Named>(hosts: readonly T[]): readonly T[] {
  return hosts.filter(({ host }, index) => {
    if (hosts.findIndex((other) => other.host === host) < index) return false;
    return !hosts.some((other) => other.host !== host && /^\*/.test(other.host) && host.endsWith(other.host.slice(1)));
  });
}

/** A sentence for each host whose name AWS does not publish. */
export function undocumentedNotes(hosts: readonly EcrHost[]): readonly string[] {
  return hosts
    .filter(({ documented }) => !documented)
    .map(({ host, source }) => `AWS does not document "${host}"; it is ${source}.`);
}
