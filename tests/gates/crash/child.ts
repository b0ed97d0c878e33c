/** The process that is killed: boots the house on the given database and runs one scenario. */
import { readEnv } from '../../../env.ts';
import { armPoint } from '../../../platform/points.ts';
import { boot } from '../../../server/boot.ts';
import { isScenario, scenarios } from './scenarios.ts';

const [scenario = '', instruction = '-', input = 'null'] = process.argv.slice(2);
if (!isScenario(scenario)) throw new Error(`there is no scenario "${scenario}"`);
const env = readEnv();
const house = await boot({ env, databaseUrl: env.databaseUrl ?? '' });
// Armed only now: what the boot itself passes is not what is tested.
if (instruction !== '-') armPoint(instruction);
await scenarios[scenario]({ ...house, env }, JSON.parse(input) as never);
await house.close();
process.exit(0);
