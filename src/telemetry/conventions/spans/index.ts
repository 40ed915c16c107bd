export { attributeText, instanceOf, isFailed, methodOf, routeOf, statusOf, valueOf } from './fields';
export { isSelected, meets } from './matches';
export { asksForMessages, databaseOf, peerOf, queueOf } from './peers';
export { fieldOf, requestOfName, sourcesOf } from './sources';
