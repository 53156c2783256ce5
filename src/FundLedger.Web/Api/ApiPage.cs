using System.Globalization;
using System.Text;
using FundLedger.Values;
using Microsoft.AspNetCore.WebUtilities;

namespace FundLedger.Web.Api;

/// <summary>A part of a list.</summary>
/// <param name="Next">To be sent as <c>after</c> for what follows; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Where a list goes on. Opaque to whoever sends it: it names the list, so that one of another list is refused.</summary>
internal static class Cursor
{
    internal static string Of(string list, string place) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes($"{list}:{place}"));

    /// <returns>Null when it is none of this list.</returns>
    internal static string? Read(string list, string cursor)
    {
        try
        {
            var text = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor));
            return text.StartsWith(list + ":", StringComparison.Ordinal) ? text[(list.Length + 1)..] : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    internal static string Of(string list, long place) => Of(list, place.ToString(CultureInfo.InvariantCulture));
}
