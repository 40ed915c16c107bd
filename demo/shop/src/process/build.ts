import { prepareTemplate } from '../db/embedded.ts';
import { bundle } from './bundle.ts';

// What an image can do once instead of every container at its start.
console.log(await bundle());
console.log(await prepareTemplate());
