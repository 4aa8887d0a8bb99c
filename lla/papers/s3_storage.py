"""The bucket of an S3-compatible store that papers are kept in, where the settings name one."""

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from storages.backends.s3 import S3Storage


class Bucket(S3Storage):  # type: ignore[misc]
    """Gives up on a store that does not answer long before gunicorn gives up on the process that asks.

    A request asks the store up to four times, each of them in eight seconds at most when nothing comes back.
    """

    def __init__(self, *, bucket_name: str, endpoint_url: str, region_name: str) -> None:
        super().__init__(
            bucket_name=bucket_name,
            endpoint_url=endpoint_url or None,  # Amazon's own
            region_name=region_name or None,
            client_config=Config(
                s3={"addressing_style": "path" if endpoint_url else "auto"},
                connect_timeout=1,  # seconds
                read_timeout=3,  # seconds without a byte
                retries={"mode": "standard", "total_max_attempts": 2},
            ),
            transfer_config=TransferConfig(num_download_attempts=1, use_threads=False),
            max_memory_size=1024 * 1024,  # bytes of a file being read; a longer one goes to the disk
        )
