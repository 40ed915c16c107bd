export {
  attributeOf,
  attributeText,
  environmentOf,
  instanceOf,
  isFailed,
  isRequest,
  methodOf,
  routeOf,
  statusOf,
  valueOf,
  versionOf,
} from './fields';
export { isSelected, meets } from './matches';
export { type Database, databaseOf, type Peer, peerOf } from './peers';
export { fieldOf, requestOfName, sourcesOf } from './sources';
