// assets: see assets.h.  The assembler's .incbin puts the files of web/ into the program: no tool,
// no generated source, no copy.
#include "serve/assets.h"

#define INCLUDE_FILE(symbol, path)                                                                 \
    __asm__(".pushsection .rodata\n"                                                               \
            ".global " #symbol "_start\n" #symbol "_start:\n.incbin \"" path "\"\n"                \
            ".global " #symbol "_end\n" #symbol "_end:\n.byte 0\n"                                 \
            ".popsection\n");                                                                      \
    extern const char symbol##_start[], symbol##_end[];

INCLUDE_FILE(asset_style, "web/style.css")
INCLUDE_FILE(asset_icon, "web/icon.svg")
INCLUDE_FILE(asset_regular, "web/fonts/IBMPlexSansArabic-Regular.woff2")
INCLUDE_FILE(asset_semibold, "web/fonts/IBMPlexSansArabic-SemiBold.woff2")

static const struct asset assets[] = {
    {"icon.svg",            "image/svg+xml",           asset_icon_start,     asset_icon_end    },
    {"plex-regular.woff2",  "font/woff2",              asset_regular_start,  asset_regular_end },
    {"plex-semibold.woff2", "font/woff2",              asset_semibold_start, asset_semibold_end},
    {"style.css",           "text/css; charset=utf-8", asset_style_start,    asset_style_end   },
};

const struct asset *asset_find(struct str name)
{
    for (size_t i = 0; i < COUNT_OF(assets); i++)
        if (str_eq(str_from_cstr(assets[i].name), name))
            return &assets[i];
    return NULL;
}
