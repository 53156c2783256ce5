using System.Diagnostics.CodeAnalysis;

namespace FundLedger.Web.Asking;

/// <summary>The operation key that a form carries, so that it is recorded once however often it is sent.</summary>
internal static class FormKey
{
    internal static string New() => Guid.CreateVersion7().ToString();

    /// <summary>Whether it can be one of ours.</summary>
    internal static bool IsOne([NotNullWhen(true)] string? text) => Guid.TryParseExact(text, "D", out _);
}
