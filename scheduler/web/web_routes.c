#include "scheduler/web/web_room.h"

/* Every address that the service answers; the bits are checked before a handler runs. */
const struct web_route web_routes[] = {
    {"/", WEB_GET | WEB_SIGNED_IN, page_worklist},
    {"/taak/", WEB_GET | WEB_SIGNED_IN | WEB_PREFIX, page_task},
    {"/taak/", WEB_POST | WEB_SIGNED_IN | WEB_WRITES | WEB_FORM | WEB_PREFIX, page_task_post},
    {"/jongere/", WEB_GET | WEB_SIGNED_IN | WEB_PREFIX, page_person},
    {"/binnengekomen", WEB_GET | WEB_SIGNED_IN, page_received},
    {"/binnengekomen/", WEB_GET | WEB_SIGNED_IN | WEB_PREFIX, page_claim},
    {"/binnengekomen/", WEB_POST | WEB_SIGNED_IN | WEB_WRITES | WEB_FORM | WEB_PREFIX, page_claim_post},
    {"/afspraken", WEB_GET | WEB_SIGNED_IN, page_appointments},
    {"/afspraken/", WEB_GET | WEB_SIGNED_IN | WEB_PREFIX, page_move},
    {"/afspraken/", WEB_POST | WEB_SIGNED_IN | WEB_WRITES | WEB_FORM | WEB_PREFIX, page_move_post},
    {"/postbus", WEB_GET | WEB_SIGNED_IN, page_postbox},
    {"/aanmelden", WEB_GET | WEB_STORELESS, page_signin},
    {"/aanmelden", WEB_POST | WEB_WRITES | WEB_FORM, page_signin_post},
    {"/afmelden", WEB_POST | WEB_WRITES | WEB_FORM, page_signin_out},
    {"/afmelden/", WEB_GET | WEB_PREFIX, page_unsubscribe},
    {"/afmelden/", WEB_POST | WEB_WRITES | WEB_PREFIX, page_unsubscribe_post},
    {"/brief/", WEB_GET | WEB_SIGNED_IN | WEB_PREFIX, page_letter},
    {"/agenda/", WEB_GET | WEB_PREFIX, page_agenda},
    {"/stijl.css", WEB_GET | WEB_STORELESS, page_style},
    {"/gezond", WEB_GET, hook_health},
    {"/hook/sms", WEB_GET | WEB_POST | WEB_WRITES, hook_sms},
    {"/hook/receipt", WEB_GET | WEB_POST | WEB_WRITES, hook_receipt},
    {"/hook/", WEB_GET | WEB_POST | WEB_WRITES | WEB_PREFIX, hook_channel},
    {NULL, 0, NULL}};
