"""moto_server (as in ../aws-moto-resources.py) with more doors below /moto-api, for a front that stands before it:

permits   what moto's own evaluation says: {action, resource} and either accessKeyId (its owner's policies) or document
keys      {account, userName, accessKeyId, secretAccessKey, policy?}: an access key that was invented by somebody else, for
          a user that is made if there is none
role      {account, name}: the trust policy, whoever asks
"""

import json
import runpy
from pathlib import Path

from moto.iam import iam_backends
from moto.iam.access_control import IAMPolicy, PermissionResult, create_access_key
from moto.iam.models import AccessKey
from moto.moto_api._internal import urls
from moto.sts.models import sts_backends


def owner_of(key_id):
    for account, backends in list(iam_backends.items()):
        if key_id in backends["aws"].access_keys:
            sessions = sts_backends[account]["aws"].assumed_roles
            tokens = [session.session_token for session in sessions if session.access_key_id == key_id]
            headers = {"X-Amz-Security-Token": tokens[0]} if tokens else {}
            return create_access_key(account, "aws", key_id, headers)
    raise KeyError(key_id)


def permits(body):
    owner = None if "document" in body else owner_of(body["accessKeyId"])
    policies = [body["document"]] if owner is None else owner.collect_policies()
    results = [IAMPolicy(policy).is_action_permitted(body["action"], body["resource"]) for policy in policies]
    permitted = PermissionResult.PERMITTED in results and PermissionResult.DENIED not in results
    return {"permitted": permitted, "principal": owner and owner.arn}


def keys(body):
    iam, name = iam_backends[body["account"]]["aws"], body["userName"]
    if name not in [user.name for user in iam.users.values()]:
        iam.create_user("us-east-1", name)
    if "policy" in body:
        iam.put_user_policy(name, "policy", body["policy"])
    key = AccessKey(name, "AKIA", body["account"])
    key.access_key_id, key.secret_access_key = body["accessKeyId"], body["secretAccessKey"]
    iam.get_user(name).access_keys.append(key)
    iam.access_keys[key.access_key_id] = key
    return {}


def role(body):
    roles = iam_backends[body["account"]]["aws"].get_roles()
    return {"trust": next((role.assume_role_policy_document for role in roles if role.name == body["name"]), None)}


def door(answer):
    return lambda request, full_url, headers: (200, {}, json.dumps(answer(json.loads(request.data))))


for path, answer in {"permits": permits, "keys": keys, "role": role}.items():
    urls.url_paths[f"{{0}}/moto-api/{path}"] = door(answer)
runpy.run_path(str(Path(__file__).parent.parent / "aws-moto-resources.py"), run_name="__main__")
