"""The arrays that rows and scores are kept in (float32 unless said otherwise)."""

from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[Any]
Places = npt.NDArray[np.intp]
