import Observable from 'core-js-pure/features/observable';

// Microsoft's widget needs the Observable of an earlier proposal. Current browsers have a different Observable of the same name.
Object.assign(window, { Observable, FabricConfig: { fontBaseUrl: '', iconBaseUrl: '/icons/' } });
