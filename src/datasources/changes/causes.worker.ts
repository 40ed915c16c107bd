import { answerPage } from '../worker/answerPage';
import { compute } from './computing';

answerPage(compute);
