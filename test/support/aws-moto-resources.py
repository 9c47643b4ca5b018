"""moto_server that asks its IAM about the repository which an ECR call names. By itself moto asks about "*" whatever is
called, so that a policy for one repository allows nothing. The hook is moto's own, STS uses it; which call is about
what: Service Authorization Reference, "Actions, resources, and condition keys for Amazon Elastic Container Registry".
"""

import json
import sys

from moto.ecr.responses import ECRResponse
from moto.server import main


def resource_of(self) -> str:
    body = json.loads(self.body or "{}")
    if "resourceArn" in body:
        return body["resourceArn"]
    [name] = body.get("repositoryNames") or [body.get("repositoryName")]
    if name is None and self._get_action() != "DescribeRepositories":
        return "*"
    partition = "aws-cn" if self.region.startswith("cn-") else "aws"
    account = body.get("registryId") or self.current_account
    return f"arn:{partition}:ecr:{self.region}:{account}:repository/{name or '*'}"


ECRResponse._determine_resource = resource_of
main(sys.argv[1:])
