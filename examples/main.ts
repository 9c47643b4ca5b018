import { App } from 'cdktf';
import { BasicStack } from './basic';

/** Mounts every example: `npx cdktf deploy <name>`. */
const app = new App();
new BasicStack(app, 'basic');
app.synth();
