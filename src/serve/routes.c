// routes: see routes.h.  Every route is a GET that reads; none changes the store.  At a callback
// (hub.h) an answer leaves a note for the collector.
#include "serve/routes.h"

#include "serve/assets.h"
#include "serve/hub.h"
#include "serve/views.h"

// A path that ends in "/*" takes one more segment, r->rest.  Order: as a reader would look them up.
static const struct route {
    struct str path;
    void (*view)(struct request *r);
} routes[] = {
    {S_INIT("/"),                  view_home   },
    {S_INIT("/a/*"),               view_article},
    {S_INIT("/search"),            view_search },
    {S_INIT("/quotes"),            view_quotes },
    {S_INIT("/names"),             view_names  },
    {S_INIT("/compare"),           view_compare},
    {S_INIT("/feeds"),             view_feeds  },
    {S_INIT("/feed.atom"),         view_feed   },
    {S_INIT("/assets/*"),          view_asset  },
    {S_INIT("/api/v1/search"),     api_search  },
    {S_INIT("/api/v1/articles/*"), api_article },
    {S_INIT("/api/v1/names"),      api_names   },
    {S_INIT("/api/v1/stats"),      api_stats   },
    {S_INIT("/hub/*"),             view_hub    },
    {S_INIT("/healthz"),           view_health },
    {S_INIT("/metrics"),           view_metrics},
};

void view_asset(struct request *r)
{
    const struct asset *asset = asset_find(r->rest);
    if (!asset) {
        view_problem(r, 404, tr(r, UI_NOT_FOUND));
        return;
    }
    r->type = asset->type;
    buf_add(&r->body, (struct str){asset->start, (size_t)(asset->end - asset->start)});
}

static bool route_matches(const struct route *route, struct str path, struct str *rest)
{
    *rest = (struct str){0};
    if (!str_ends(route->path, S("/*")))
        return str_eq(route->path, path);
    struct str stem = str_take(route->path, route->path.n - 1);
    if (!str_starts(path, stem))
        return false;
    *rest = str_drop(path, stem.n);
    return rest->n > 0 && str_find_byte(*rest, '/') == rest->n;
}

void route_request(struct request *r)
{
    r->status = 200;
    r->type = "text/html; charset=utf-8";
    r->html = (struct html){&r->body};
    if (str_eq(r->path, S("/en")) || str_starts(r->path, S("/en/"))) {
        r->lang = UI_EN;
        r->path = str_drop(r->path, 3);
        if (r->path.n == 0)
            r->path = S("/");
    }
    for (size_t i = 0; i < COUNT_OF(routes); i++) {
        if (route_matches(&routes[i], r->path, &r->rest)) {
            routes[i].view(r);
            return;
        }
    }
    if (str_starts(r->path, S("/api/")))
        api_unknown(r);
    else
        view_problem(r, 404, tr(r, UI_NOT_FOUND));
}
