using FundLedger.Spaces;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Spaces;

/// <summary>A cost–revenue curve to be drawn.</summary>
/// <param name="Points">At least one.</param>
public sealed record CurveShown(IReadOnlyList<ResultPoint> Points, Language Language);
