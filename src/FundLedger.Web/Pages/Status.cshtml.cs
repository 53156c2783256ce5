using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages;

/// <summary>What is said when a page cannot be given.</summary>
[IgnoreAntiforgeryToken]
[AnyoneMay]
public sealed class StatusModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.None;
    public override Bilingual Title => Code switch
    {
        400 => new("表单已过期", "The form has expired"),
        401 => new("请先登录", "Please sign in"),
        404 => new("没有这一页", "There is no such page"),
        429 => new("请稍等", "Please wait"),
        503 => new("账本正忙", "The books are busy"),
        >= 500 => new("出错了", "Something failed"),
        _ => new("不能这样访问", "This cannot be asked for so"),
    };

    public int Code { get; private set; }
    public Bilingual Says { get; private set; }

    public void OnGet([FromRoute] int status) => Tell(status);

    public void OnPost([FromRoute] int status) => Tell(status);

    public void OnPut([FromRoute] int status) => Tell(status);

    public void OnPatch([FromRoute] int status) => Tell(status);

    public void OnDelete([FromRoute] int status) => Tell(status);

    private void Tell(int code)
    {
        var failure = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (failure is BusyException busy)
        {
            code = StatusCodes.Status503ServiceUnavailable;
            Response.Headers.RetryAfter = $"{busy.RetryAfter.TotalSeconds:0}";
        }

        Code = code;
        if (HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null && failure is null) Response.StatusCode = StatusCodes.Status404NotFound;
        else Response.StatusCode = code;
        Says = failure is StorageException storage ? storage.Text : code switch
        {
            400 => new("表单放得太久，或程序重新启动过，没有记入任何内容。请返回，重新打开表单再提交。", "The form was open too long, or the program was started again since; nothing was recorded. Go back, open the form anew and send it again."),
            401 => new("登录已结束，没有记入任何内容。请在另一个窗口登录，再回到填好的表单重新提交。", "Your session is over; nothing was recorded. Sign in in another window, then go back to the form as you filled it in and send it again."),
            429 => new("试得太频繁了。请一分钟后再试。", "That was tried too often. Try again in a minute."),
            503 => new("账本正忙，或程序正在停止，没有记入任何内容。请稍候返回，再提交同一份表单：它只会记一次。", "The books are busy, or the program is being stopped; nothing was recorded. Go back in a moment and send the same form again: it is recorded once only."),
            404 => new("网址有误，没有这个编号，或者您的职责看不到它。", "The address is mistaken, nothing has that number, or it is not for your role."),
            >= 500 => new("程序没有料到这种情况，原因在程序的日志里。如果正在记账，请返回再提交同一份表单：它只会记一次。", "The program did not foresee this; the cause is in its log. If you were recording something, go back and send the same form again: it is recorded once only."),
            _ => new("请从导航重新进入。", "Please come in again through the navigation."),
        };
    }
}
