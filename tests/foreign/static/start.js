// The console begins, when its flow and whatever a front end does in another way are known.
"use strict";
addEventListener(boot.host === "account" ? "popstate" : "hashchange", arrive);
state.screen = route();
Kit.mount(view);
arrive();
