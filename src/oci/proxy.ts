import { type Environment, proxyFor } from '../http';
import { OciError } from './oci-error';

/** The proxy on the way to a registry, token server or store of content. @throws OciError 'proxy' */
export function proxyOnTheWayTo(url: URL, environment: Environment): URL | undefined {
  return proxyFor(url, environment, (variable) => {
    const problem = `The environment variable ${variable} does not hold the URL of a proxy.`;
    return new OciError('proxy', `${problem} Expected for example "http://proxy.example.com:3128".`);
  });
}
