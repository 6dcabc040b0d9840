"""Pictures of results, one call each: as SVG, PNG or PDF with `savefig`, shown by notebooks as they are.

matplotlib is imported on first use. Colours are those of Okabe and Ito, and no meaning rests on colour alone. `bare` leaves title and legend to the
page that shows the picture.
"""

from hoctap.plot.bridge import budget_bridge
from hoctap.plot.duty_days import duty_calendar
from hoctap.plot.heat import heatmap
from hoctap.plot.merger import before_after
from hoctap.plot.paths import target_path
from hoctap.plot.tiles import tile_map

__all__ = ["before_after", "budget_bridge", "duty_calendar", "heatmap", "target_path", "tile_map"]
