import { minePatterns } from '../../analysis/patterns/miner';
import { answerPage } from '../worker/answerPage';
import { type MiningAnswer, type MiningRequest } from './messages';

answerPage(({ groups, options }: MiningRequest): MiningAnswer => groups.map((lines) => minePatterns(lines, options)));
