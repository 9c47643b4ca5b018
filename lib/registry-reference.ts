import type { TerraformProvider } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { DataOciRegistry } from './palette';
import { type Problem, throwProblems } from './problems';
import { isKnownOnlyToTerraform, terraformText } from './terraform-text';

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

  constructor(scope: Construct, id: string, { registryId, registryName, provider }: ReferencedRegistryProps) {
    super(scope, id);
    const advice = 'Write what Palette shows for the registry';
    throwProblems(this, [
      ...emptyProblems('registryId', registryId, advice),
      ...emptyProblems('registryName', registryName, advice),
    ]);
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

/** A text that is given must say something. */
export function emptyProblems(prop: string, value: string | undefined, advice: string): Problem[] {
  if (value === undefined || isKnownOnlyToTerraform(value) || value.trim() !== '') return [];
  return [{ prop, value, reason: `must not be empty. ${advice}` }];
}
