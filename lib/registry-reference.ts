import type { TerraformProvider } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { DataOciRegistry } from './palette';
import { textProblems, throwProblems } from './problems';
import { terraformText } from './terraform-text';

/** An OCI registry in Palette, whether this stack manages it or not. */
export interface IOciHelmRegistry extends IConstruct {
  /** Palette's uid of the registry. */
  readonly registryId: string;
  /** Its name in Palette. */
  readonly registryName: string;
  /** Where it is. */
  readonly endpoint: string;
  /** How the last synchronization ended. */
  readonly syncStatus: string;
}

/** How a registry is read that exists already. */
export interface RegistryReferenceProps {
  /**
   * Provider block, when the stack has several.
   * @default - the stack's default one
   */
  readonly provider?: TerraformProvider;
}

/** Exactly one of the two. */
interface ReferencedRegistryProps extends RegistryReferenceProps {
  readonly registryId?: string;
  readonly registryName?: string;
}

/** A registry that Palette has already: everything is read through the data source. */
export class ReferencedRegistry extends Construct implements IOciHelmRegistry {
  private readonly found: DataOciRegistry;

  constructor(scope: Construct, id: string, props: ReferencedRegistryProps) {
    super(scope, id);
    const prop = 'registryId' in props ? 'registryId' : 'registryName';
    throwProblems(this, textProblems(prop, props[prop], 'Write what Palette shows for the registry'));
    const { registryId, registryName, provider } = props;
    this.found = new DataOciRegistry(this, 'Resource', {
      id: registryId,
      name: registryName === undefined ? undefined : terraformText(registryName),
      provider,
    });
  }

  public get registryId(): string {
    return this.found.id;
  }

  public get registryName(): string {
    return this.found.name;
  }

  public get endpoint(): string {
    return this.found.endpoint;
  }

  public get syncStatus(): string {
    return this.found.syncStatus;
  }
}
