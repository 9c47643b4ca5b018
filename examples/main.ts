import { App } from 'cdktf';
import { AirGappedVpcStack } from './air-gapped-vpc';
import { BasicStack } from './basic';
import { EcrCredentialsStack } from './ecr-credentials';
import { EcrPublicStack } from './ecr-public';
import { EcrRoleStack } from './ecr-role';
import { GhcrStack } from './ghcr';
import { ManyRegistriesStack } from './many-registries';
import { PipelineStack } from './pipeline';
import { ReusableConstructStack } from './reusable-construct';

/** Mounts every example: `npx cdktf deploy <name>`. */
const app = new App();
new AirGappedVpcStack(app, 'air-gapped-vpc');
new BasicStack(app, 'basic');
new EcrCredentialsStack(app, 'ecr-credentials');
new EcrPublicStack(app, 'ecr-public');
new EcrRoleStack(app, 'ecr-role');
new GhcrStack(app, 'ghcr');
new ManyRegistriesStack(app, 'many-registries');
new PipelineStack(app, 'pipeline');
new ReusableConstructStack(app, 'reusable-construct');
app.synth();
