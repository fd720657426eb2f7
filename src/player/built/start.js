function startCourse(t,e){const n=Rj[t.document.documentElement.getAttribute("data-cw")||""];n&&n(t,e)}
