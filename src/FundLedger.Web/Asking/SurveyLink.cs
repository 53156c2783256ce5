using FundLedger.Voice;

namespace FundLedger.Web.Asking;

/// <summary>The address under which one resident answers.</summary>
internal static class SurveyLink
{
    internal static string Of(HttpRequest request, VoiceToken token) => $"{request.Scheme}://{request.Host}{request.PathBase}/v/{token.Text}";
}
