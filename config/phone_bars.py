"""What a phone calls a weak signal and a good one, by generation.

One bar and two bars as Android draws them (CarrierConfigManager and CellSignalStrengthGsm of its
open source), of what each generation measures: RSSI, RSCP, RSRP, SS-RSRP.
"""

from collections.abc import Mapping

# dBm: from the first on a signal is weak, from the second on it is good.
PHONE_BARS: Mapping[str, tuple[float, float]] = {
    "2g": (-107.0, -103.0),
    "3g": (-115.0, -105.0),
    "4g": (-128.0, -118.0),
    "5g": (-110.0, -90.0),
}
