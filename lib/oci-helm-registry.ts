import { Annotations, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { baseContentPathProblems } from './base-content-paths';
import { dependablesInStack } from './dependables';
import { type EndpointProps, endpointProblems } from './endpoint';
import { warnOfTakenName } from './names-in-stack';
import { DataOciRegistry, OciRegistry, type OciRegistryEcr } from './palette';
import { givenProps, optionalTextProblems, type Problem, problemsWithin, throwProblems } from './problems';
import type { RegistryAuth } from './registry-auth';
import type { RegistryOptions } from './registry-options';
import { type IOciHelmRegistry, ReferencedRegistry, type RegistryReferenceProps } from './registry-reference';
import { tlsBlock, tlsProblems } from './registry-tls';
import { terraformText } from './terraform-text';

export interface OciHelmRegistryProps extends RegistryOptions {
  /**
   * Where the registry is. With a `RegistryAuth.ecr…`: the host alone, such as
   * `123456789012.dkr.ecr.us-east-1.amazonaws.com`. Otherwise a URL such as `https://harbor.example.com`, or GHCR's
   * `ghcr.io/users/…` and `ghcr.io/orgs/…`.
   */
  readonly endpoint: string;
  /** How Palette logs in. */
  readonly auth: RegistryAuth;
  /**
   * Path between the endpoint and the registry's API, not for ECR.
   * @default - none
   */
  readonly endpointSuffix?: string;
}

/** The compiler sees to it, but not in JavaScript. */
const MISSING_AUTH: Problem = {
  prop: 'auth',
  reason: 'is missing. Write auth: RegistryAuth.basic({ username, password }), or .anonymous() for a public registry',
};

/** An OCI registry with Helm charts, registered in Palette. */
export class OciHelmRegistry extends Construct implements IOciHelmRegistry {
  /** A registry that exists already, by Palette's uid. It is read, not managed: a plan fails if Palette has none. */
  public static fromRegistryId(
    scope: Construct,
    id: string,
    registryId: string,
    props: RegistryReferenceProps = {},
  ): IOciHelmRegistry {
    return new ReferencedRegistry(scope, id, { ...props, registryId });
  }

  /** A registry that exists already, by its name in Palette. It is read, not managed: a plan fails if Palette has none. */
  public static fromRegistryName(
    scope: Construct,
    id: string,
    registryName: string,
    props: RegistryReferenceProps = {},
  ): IOciHelmRegistry {
    return new ReferencedRegistry(scope, id, { ...props, registryName });
  }

  /**
   * All that is wrong with a registry; `ofLogin` is what is wrong with how Palette logs in, `ecr` the block of an Amazon ECR.
   * @internal
   */
  public static _problems(
    props: RegistryOptions & EndpointProps,
    ofLogin: readonly Problem[],
    ecr?: OciRegistryEcr,
  ): Problem[] {
    return [
      ...optionalTextProblems('name', props.name, "Write name: 'harbor', or leave it out for the construct's id"),
      ...endpointProblems(props, ecr),
      ...ofLogin,
      ...baseContentPathProblems(props.baseContentPaths, props.synchronization ?? true),
      ...(props.tls ? tlsProblems(props.tls) : []),
    ];
  }

  /** The resource behind it, for overrides and lifecycle. */
  public readonly resource: OciRegistry;

  constructor(scope: Construct, id: string, props: OciHelmRegistryProps) {
    super(scope, id);
    const { dependsOn, ...blocks } = props?.auth?._blocks(this) ?? {};
    const ofLogin = props?.auth ? problemsWithin('auth', props.auth._problems) : [MISSING_AUTH];
    throwProblems(this, OciHelmRegistry._problems(givenProps(props), ofLogin, blocks.ecr));
    warnOfTakenName(this, props.name ?? id, props.provider?.alias);
    this.resource = new OciRegistry(this, 'Resource', {
      name: terraformText(props.name ?? id),
      endpoint: props.endpoint,
      providerType: 'helm',
      endpointSuffix: props.endpointSuffix,
      baseContentPaths: props.baseContentPaths,
      synchronization: props.synchronization ?? true,
      labels: props.labels,
      validate: props.validate,
      waitForSync: props.waitForSync,
      timeouts: props.timeouts,
      tls: props.tls && tlsBlock(this, props.tls),
      ...blocks,
      dependsOn: dependablesInStack(this, dependsOn),
      provider: props.provider,
    });
  }

  /** Palette's uid of the registry. */
  public get registryId(): string {
    return this.resource.id;
  }

  /** Its name in Palette. */
  public get registryName(): string {
    return this.resource.name;
  }

  /** Where it is, as `endpoint` was given. */
  public get endpoint(): string {
    return this.resource.endpoint;
  }

  /** How the last synchronization ended. */
  public get syncStatus(): string {
    return this.resource.syncStatus;
  }

  /**
   * Adds a Terraform `check` block: every plan and apply warns unless Palette lists the registry under its name.
   * cdktf has no construct for it and leaves it out of `cdktf synth --hcl`. It is for one registry: synthesis refuses it
   * beside `resource.count` and `resource.forEach`.
   */
  public check(): void {
    if (this.node.tryFindChild('Listed')) return;
    this.node.addValidation({ validate: () => severalProblems(this.resource) });
    // cdktf's CLI always sets it, to "false" as well.
    if (process.env.SYNTH_HCL_OUTPUT === 'true') {
      Annotations.of(this).addWarning('"cdktf synth --hcl" leaves check blocks out: check() has no effect there.');
    }
    // Not inside the check block: Terraform reads such a data source again at every apply, so that no plan is ever empty.
    const listed = new DataOciRegistry(this, 'Listed', { id: this.resource.id, provider: this.resource.provider });
    TerraformStack.of(this).addOverride(`check.${this.resource.friendlyUniqueId}`, {
      assert: [
        {
          condition: `\${${listed.fqn}.name == ${this.resource.fqn}.name}`,
          error_message: `Palette lists the registry \${${this.resource.fqn}.id} as "\${${listed.fqn}.name}", not as "\${${this.resource.fqn}.name}".`,
        },
      ],
    });
  }
}

/** They may be set after check(), so this is asked at synth. */
function severalProblems({ count, forEach }: OciRegistry): string[] {
  const set = [...(count === undefined ? [] : ['count']), ...(forEach === undefined ? [] : ['forEach'])];
  return set.map(
    (name) =>
      `check() is for one registry, and 'resource.${name}' makes several of this one: Terraform would refuse the check ` +
      `block. Remove check(), or leave out 'resource.${name}' and make an OciHelmRegistry for each in a loop of the program.`,
  );
}
