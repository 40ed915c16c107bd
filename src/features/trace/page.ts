import { StoryBody } from './StoryBody';

/** The story of one request; which one is the last part of its address. */
export function createBody(): StoryBody {
  return new StoryBody({});
}
