import Observable from 'core-js-pure/features/observable';

// Microsoft's widget needs the observables of an earlier proposal. Those of today's browsers have the same name and differ.
Object.assign(window, { Observable, FabricConfig: { fontBaseUrl: '', iconBaseUrl: '/icons/' } });
